import { captureRule } from '../capture-rule';
import { MAXIMUM_CITED } from '../thresholds';

/** The file holds several recordings: a second run of tcpdump in one paste, files merged, or a hole far beyond its rhythm. */
export const captureGap = captureRule({ id: 'capture-gap', severities: ['info'] }, ({ circumstances }) => {
  const gaps = circumstances.observation.timeline.breaks.filter(
    ({ cause }) => cause === 'run' || cause === 'hole',
  );
  if (gaps.length === 0) return [];
  const longest = Math.max(...gaps.map(({ step }) => step));
  return [
    {
      kind: 'recordings',
      endpoint: null,
      sureness: 'proven',
      since: gaps[0].first,
      seconds: longest > 0 ? Math.round(longest * 1e6) / 1e6 : null,
      evidence: circumstances.cite(gaps.slice(0, MAXIMUM_CITED).map(({ first }) => first)),
      connections: [],
      values: { count: gaps.length + 1 },
    },
  ];
});
