import { EVIDENCE_KINDS } from './evidence-kind-rules.ts'

/** What is taken as evidence, in words: "PDF, PNG picture, … or text or CSV file". */
export const evidenceKindsText: string = listOf(Object.values(EVIDENCE_KINDS).map(({ text }) => text))

function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}

/** What a browser offers to choose from. What counts is what a file is. */
export const EVIDENCE_ACCEPT = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt,.ods,.txt,.csv,.eml'

type Refusal = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

/** Why a file was not taken and what to do, beside the field that it was chosen in. */
export function fileRefusalText(fileName: string, { code, facts }: Refusal): string {
  const words = WORDS[code]
  return words ? words(fileName, facts) : `${fileName} was not uploaded. Look at the page as it is now, then try again`
}

type Words = (fileName: string, facts: Refusal['facts']) => string

const WORDS: Readonly<{ [code: string]: Words }> = {
  empty: (name) => `${name} is empty. Check the file and select it again`,
  'too-large': (name, { megabytes }) =>
    `${name} must be smaller than ${String(megabytes)}MB. Save it with a lower quality, or split it`,
  'too-many': (name, { most }) =>
    `${name} was not uploaded: there can be ${String(most)} files at most. Remove one first, or join some of them`,
  'given-already': (name) => `${name} has been uploaded already, maybe under another name. Select another file`,
  'unknown-kind': (name) => `${name} must be one of these: ${evidenceKindsText}. Save it as a PDF and select that`,
  macros: (name) => `${name} holds macros, which can do harm. Save it without them, or as a PDF, and select that`,
  active: (name) => `${name} holds a program or opens other files. Print it to a new PDF and select that`,
  disguised: (name) =>
    `The name of ${name} says that it is another kind of file than it is. Save it again with the program that made it`,
  'not-open': (name) => `${name} was not uploaded: nothing is asked here any more`,
}
