const LONGEST = 500
/** Stands for our own address while a path is read; what leaves it is not a path of ours. */
const HERE = 'https://here.invalid'

/**
 * The path of ours that a "return" value names, or null. Anything that a browser could read as another site is refused:
 * schemes, `//`, backslashes, control characters and white space. OWASP ASVS 5.0, 3.7.2.
 */
export function safeReturnPath(text: string | undefined): string | null {
  if (text === undefined || text.length > LONGEST || !/^\/[!-[\]-~]*$/.test(text)) return null
  if (!URL.canParse(text, HERE)) return null
  const url = new URL(text, HERE)
  const path = `${url.pathname}${url.search}`
  return url.origin === HERE && !path.startsWith('//') ? path : null
}
