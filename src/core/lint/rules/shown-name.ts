/** Places as the source names them. */
export const shownName = (place: string): string =>
  place
    .replace(/'\d+/g, '')
    .replace(/\.\*\.\+(\d+)/g, '[$1]')
    .replace(/\.\*\./g, '->')
    .replace(/^(.*)\.\*$/, '*$1')
    .replace(/\.\[@?([^\]]*)\]/g, '[$1]')
    .replace(/^heap@[\d.]+/, '')
    .replace(/^%\d+$/, '');
