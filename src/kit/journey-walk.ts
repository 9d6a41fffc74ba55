import type { RawValues } from './form.ts'
import { CHECK_ANSWERS, type Journey, type RawAnswers, type StepName, type Steps } from './journey.ts'

/** Typed answers to try at a step, besides every choice of its radio buttons, which are found by themselves. */
export type Samples<S extends Steps> = { readonly [Name in StepName<S>]?: readonly RawValues[] }

type Edge = { readonly from: string; readonly to: string; readonly because: string }

export type Walk = {
  readonly reached: ReadonlySet<string>
  /** Each way through, as the steps visited; it ends in check answers or in a stop. */
  readonly ways: readonly (readonly string[])[]
  readonly edges: readonly Edge[]
}

/**
 * Takes every way through a journey: at each step every choice, and every sample where something is typed.
 * Throws when a step offers neither: a journey that cannot be walked cannot be trusted.
 */
export function walkJourney<S extends Steps>(journey: Journey<S>, samples: Samples<S> = {}): Walk {
  const edges = new Map<string, Edge>()
  const ways = [...waysFrom({ journey, samples, edges }, {}, [])]
  return { reached: new Set(ways.flat()), ways, edges: [...edges.values()] }
}

type Walking<S extends Steps> = {
  readonly journey: Journey<S>
  readonly samples: Samples<S>
  readonly edges: Map<string, Edge>
}

function* waysFrom<S extends Steps>(
  walking: Walking<S>,
  raw: RawAnswers,
  way: readonly string[],
): Generator<readonly string[]> {
  const { journey, samples, edges } = walking
  const step = journey.next(raw)
  const answers = step === null ? [] : answersTo(journey, step, samples)
  if (step === null || answers.length === 0) return yield [...way, step ?? CHECK_ANSWERS]
  for (const answer of answers) {
    const next = { ...raw, [step]: answer }
    const edge = {
      from: step,
      to: journey.next(next) ?? CHECK_ANSWERS,
      because: Object.values(answer).flat().join(', '),
    }
    edges.set(JSON.stringify(edge), edge)
    yield* waysFrom(walking, next, [...way, step])
  }
}

/** The journey drawn for the documents: a mermaid flow chart. Answers are named only where they decide the way. */
export function journeyDiagram<S extends Steps>(journey: Journey<S>, samples: Samples<S> = {}): string {
  const { edges } = walkJourney(journey, samples)
  const lines = [...Map.groupBy(edges, ({ from }) => from).values()].flatMap((choices) => {
    const targets = Map.groupBy(choices, ({ to }) => to)
    return [...targets].map(([to, same]) => arrow(same, to, targets.size > 1))
  })
  return ['flowchart TD', ...lines].join('\n')
}

const arrow = (edges: readonly Edge[], to: string, isFork: boolean): string => {
  const because = isFork ? `|${edges.map((edge) => edge.because).join(' or ')}|` : ''
  return `  ${edges[0]?.from} -->${because} ${to}`
}

/** Nothing answers a stop. */
function answersTo<S extends Steps>(journey: Journey<S>, step: StepName<S>, samples: Samples<S>): readonly RawValues[] {
  const definition = journey.steps[step]
  if (definition?.kind !== 'question') return []
  const given = samples[step] ?? [{}]
  const answers = Object.entries(definition.schema.shape).reduce<readonly RawValues[]>((found, [field, schema]) => {
    const choices = choicesOf(schema)
    return found.flatMap((answer) =>
      choices && !(field in answer) ? choices.map((choice) => ({ ...answer, [field]: choice })) : [answer],
    )
  }, given)
  const refused = answers.find((answer) => !Object.hasOwn(journey.read({ [step]: answer }), step))
  if (refused) throw new Error(`Give samples for ${step}: it does not take ${JSON.stringify(refused)}`)
  return answers
}

/** `oneOf` notes its choices on the schema. */
function choicesOf(schema: unknown): readonly string[] | null {
  const meta =
    schema instanceof Object && 'meta' in schema && typeof schema.meta === 'function' ? schema.meta() : undefined
  return Array.isArray(meta?.choices) ? meta.choices : null
}
