export { ANALYSIS_IDS, type AnalysisId, analysisIds, Finding, spokenAnalysisIds } from './analysis-ids';
export { completenessName, completenessOf } from './completeness';
export { isNextOf, noteNext } from './next-segment';
export { SequenceAnalysis } from './sequence-analysis';
export { SequenceTrack, Shift } from './sequence-track';
