/** `class EXPORT Name {`. */
const IN_HEAD =
  /\b((?:class|struct)\s+)((?:[A-Z][A-Z0-9_]*(?:\s*\([^()]{0,200}\))?\s+){1,8})(?=[A-Za-z_]\w*\s*(?:<[^;{}()]{0,500}>\s*)?(?:final\s*)?(?::(?!:)|\{))/g;
/** Behind the parameters: `bool f() const OVERRIDE {`. */
const BEHIND =
  /(\)\s*(?:(?:const|noexcept|override|final|volatile)\b\s*)*)((?:\b[A-Z][A-Z0-9_]{2,}\b(?:\s*\([^()]{0,200}\))?\s*){1,8})(?=\{|:(?!:)|=\s*(?:0|default|delete)\b)/g;
/** The same of a declaration, where a statement could look alike. */
const DECLARED =
  /(\)\s*(?:(?:const|noexcept|override|final)\b\s*)*)(\b\w{0,60}(?:OVERRIDE|FINAL|NOEXCEPT|NOTHROW|REQUIRED|REQUIRES|GUARDED|EXCLUDE[SD]|ATTRIBUTE|DEPRECATED|PRINTF)\w{0,60}(?:\s*\([^()]{0,200}\))?\s*)(?=;)/g;
/** Qt's words, which its own compiler reads. */
const QT =
  /^[ \t]*Q_[A-Z_]+(?:\([^()\n]*\))?(?:[ \t]*;)?[ \t]*$|\b(?:slots|Q_SLOTS)(?=\s{0,50}:)(?<=\b(?:public|protected|private)\s{1,50}\w+)/gm;
const SIGNALS = /^([ \t]*)(?:signals|Q_SIGNALS)[ \t]*:/gm;

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** A text in which macros that stand for attributes are blank, so that the grammar sees classes and functions. */
export const withoutAttributes = (text: string): string =>
  text
    .replace(IN_HEAD, (_, before: string, macros: string) => before + blank(macros))
    .replace(BEHIND, (_, before: string, macros: string) => before + blank(macros))
    .replace(DECLARED, (_, before: string, macros: string) => before + blank(macros))
    .replace(QT, blank)
    .replace(SIGNALS, (found) => blank(found));
