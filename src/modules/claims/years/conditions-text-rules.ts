import type { ConditionsSection } from '../conditions/conditions.ts'

/** Conditions as staff write them: a line that begins with # is a heading, an empty line ends a paragraph. */
export function sectionsOf(text: string): readonly ConditionsSection[] | null {
  const parts = text
    .replaceAll('\r\n', '\n')
    .split(/^#+[ \t]*/m)
    .map((part) => part.trim())
  const [before = '', ...sections] = parts
  // Words before the first heading belong to nothing.
  if (before !== '' || sections.length === 0) return null
  const read = sections.map((section) => {
    const [heading = '', ...lines] = section.split('\n')
    const paragraphs = lines
      .join('\n')
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
      .filter((paragraph) => paragraph !== '')
    return { heading: heading.trim(), paragraphs }
  })
  return read.every(({ heading, paragraphs }) => heading !== '' && paragraphs.length > 0) ? read : null
}

/** The other way, for a version that begins with the words of the one before. */
export const conditionsText = (sections: readonly ConditionsSection[]): string =>
  sections.map(({ heading, paragraphs }) => [`# ${heading}`, ...paragraphs].join('\n\n')).join('\n\n')
