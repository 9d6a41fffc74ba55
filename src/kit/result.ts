/** A refusal is an expected "no": a code that features turn into a sentence, with the facts that the sentence needs. */
export type Refusal<Code extends string = string> = {
  readonly code: Code
  readonly facts: Readonly<Record<string, unknown>>
}

export type Result<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal<Code> }

export const succeed = <Value>(value: Value): Result<Value, never> => ({ ok: true, value })

export const fail = <Code extends string>(code: Code, facts: Refusal['facts'] = {}): Result<never, Code> => ({
  ok: false,
  refusal: { code, facts },
})

/** Thrown by `refuse` and `demand` inside a command, caught only by the command wrapper, which rolls back and returns a Result. */
export class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(`refused: ${refusal.code}`)
    this.name = 'Refused'
    this.refusal = refusal
  }
}
