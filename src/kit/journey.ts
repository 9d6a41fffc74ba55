import type { z } from 'zod'
import { parseForm, type RawValues } from './form.ts'

/** A page of a journey: a question with a schema, or a stop ("you cannot do this yet") that nobody can answer. */
export type Step = Question | Stop
type Question<Schema extends z.ZodObject = z.ZodObject> = { readonly kind: 'question'; readonly schema: Schema }
type Stop = { readonly kind: 'stop' }

export type Steps = Readonly<Record<string, Step>>

/** The name of a step, which is also its word in the URL. */
export type StepName<S extends Steps> = keyof S & string

/** What has been answered so far, each typed by its schema. */
export type Answers<S extends Steps> = {
  readonly [Name in keyof S as S[Name] extends Question ? Name : never]?: S[Name] extends Question<infer Schema>
    ? z.output<Schema>
    : never
}

/** Answers as they are kept: as they were typed, by step. A changed schema then asks again instead of believing. */
export type RawAnswers = Readonly<Record<string, RawValues>>

type Definition<S extends Steps, Facts> = {
  readonly name: string
  /** Raise it when questions change so much that drafts begun before must start again. */
  readonly version: number
  readonly steps: S
  /**
   * The only statement of order. Pure: the same answers and facts give the same path. Facts are what the way depends on that
   * nobody answers, such as what funding follows from the answers; most journeys have none.
   */
  readonly path: (answers: Answers<S>, facts: Facts) => readonly StepName<S>[]
  /** Answered steps whose answer does not hold any more, by the facts: they are asked again, such as a provider that does not deliver the course chosen since. */
  readonly askAgain?: (answers: Answers<S>, facts: Facts) => readonly StepName<S>[]
}

export type Journey<S extends Steps = Steps, Facts = void> = Definition<S, Facts> & {
  /** Kept answers, read again by today's schemas; what no longer fits counts as unanswered. */
  readonly read: (raw: RawAnswers) => Answers<S>
  /** The first step on the path without an answer; null when all is answered and check answers is next. */
  readonly next: (raw: RawAnswers, facts: Facts) => StepName<S> | null
  /** The step before on the path; null at its beginning. */
  readonly back: (raw: RawAnswers, step: string, facts: Facts) => StepName<S> | null
  /** The step, when somebody may see it now: on the path and not beyond the first unanswered one. */
  readonly allowed: (raw: RawAnswers, step: string, facts: Facts) => StepName<S> | null
  /** The steps answered on the path, in its order: the rows of check answers. */
  readonly answered: (raw: RawAnswers, facts: Facts) => readonly StepName<S>[]
  /** Without the answers that the path no longer asks for. */
  readonly prune: (raw: RawAnswers, facts: Facts) => RawAnswers
}

export const CHECK_ANSWERS = 'check-answers'

export const question = <Schema extends z.ZodObject>(schema: Schema): Question<Schema> => ({ kind: 'question', schema })
export const stop: Stop = { kind: 'stop' }

/** `...when(answer === 'yes', 'name', 'email')` in a path. */
export const when = <Name extends string>(condition: boolean, ...names: readonly Name[]): readonly Name[] =>
  condition ? names : []

/** An answer that the path of a finished journey is bound to have; its absence is a bug in `path`. */
export function answerTo<S extends Steps, Name extends keyof Answers<S>>(
  answers: Answers<S>,
  step: Name,
): NonNullable<Answers<S>[Name]> {
  const answer = answers[step]
  if (answer === undefined || answer === null) throw new Error(`${String(step)} is not answered`)
  return answer
}

/** Questions and one path; next, back, allowed, changing and pruning are derived from them. */
export function journey<const S extends Steps, Facts = void>(definition: Definition<S, Facts>): Journey<S, Facts> {
  const { path, steps, askAgain } = definition
  const read = (raw: RawAnswers): Answers<S> =>
    Object.fromEntries(
      Object.entries(steps).flatMap(([name, step]) => {
        const kept = Object.hasOwn(raw, name) ? raw[name] : undefined
        if (step.kind === 'stop' || kept === undefined) return []
        const parsed = parseForm(step.schema, kept)
        return parsed.ok ? [[name, parsed.values]] : []
      }),
    ) as Answers<S>
  const walk = (raw: RawAnswers, facts: Facts) => {
    const answers = read(raw)
    const names = path(answers, facts)
    const again = askAgain?.(answers, facts) ?? []
    const open = names.findIndex((name) => !Object.hasOwn(answers, name) || again.includes(name))
    return { names, end: open < 0 ? names.length : open }
  }
  const answered = (raw: RawAnswers, facts: Facts) => {
    const { names, end } = walk(raw, facts)
    return names.slice(0, end)
  }
  return {
    ...definition,
    read,
    answered,
    next(raw, facts) {
      const { names, end } = walk(raw, facts)
      return names[end] ?? null
    },
    back(raw, step, facts) {
      const { names } = walk(raw, facts)
      return names.find((_name, at) => names[at + 1] === step) ?? null
    },
    allowed(raw, step, facts) {
      const { names, end } = walk(raw, facts)
      return names.slice(0, end + 1).find((name) => name === step) ?? null
    },
    prune: (raw, facts) =>
      Object.fromEntries(answered(raw, facts).flatMap((name) => (raw[name] ? [[name, raw[name]]] : []))),
  }
}

/** The journey for somebody of whom these facts hold, so that a test can walk it. */
export const givenFacts = <S extends Steps, Facts>(
  { name, version, steps, path, askAgain }: Journey<S, Facts>,
  factsOf: (answers: Answers<S>) => Facts,
): Journey<S> =>
  journey<S>({
    ...{ name, version, steps, path: (answers) => path(answers, factsOf(answers)) },
    askAgain: (answers) => askAgain?.(answers, factsOf(answers)) ?? [],
  })

/** What a journey without facts is given for them: its type of facts is `void`, and this is the only value of that. */
export const noFacts = <Facts>(): Facts => undefined as Facts
