const CPLUSPLUS = /\.(?:cc|cpp|cxx|hh|hpp|hxx)$/i;
const WORDS =
  /\bclass\s+\w+[^;()=]*[{;]|\btemplate\s*<|\bnamespace\b[\s\w:]*\{|\b(?:public|private|protected)\s*:|\bvirtual\s+\w|\b(?:nullptr|constexpr|noexcept|typename)\b|\w::~?\w/;
const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g;
/** What a header says only to C++. */
const ONLY_THERE =
  /^[ \t]*#[ \t]*if(?:def)?[ \t]{1,20}(?:defined[ \t]{0,20}(?:\([ \t]{0,20})?)?__cplusplus[\s\S]{0,5000}?^[ \t]*#[ \t]*(?:endif|else)/gm;

/** Whether a text is C++: by its file's name, and in a header by its words. */
export const isCPlusPlus = (file: string, text: string): boolean =>
  CPLUSPLUS.test(file) ||
  (/\.h$/i.test(file) && WORDS.test(text.replace(COMMENT, ' ').replace(ONLY_THERE, ' ')));
