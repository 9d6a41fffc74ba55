import type { Errand, Ground } from './people.ts'
import type { Behaviour } from './robots.ts'

export type Outcome = {
  readonly behaviour: string
  readonly links: number
  /** Links that the robot used up. */
  readonly burnt: number
  /** Sessions that began before the reader came. */
  readonly sessions: number
  /** Readers who got where the link leads, after the robot. */
  readonly people: number
  /** What the others saw instead. */
  readonly hindrances: readonly string[]
}

type Run = {
  readonly ground: Ground
  readonly behaviour: Behaviour
  readonly errand: (ground: Ground) => Promise<Errand>
  readonly links: number
  /** Links at the same time. */
  readonly atOnce: number
}

/** For each link: it is sent, the robot does its worst, then its reader comes. */
export async function simulate({ ground, behaviour, errand, links, atOnce }: Run): Promise<Outcome> {
  const ends: End[] = []
  let next = 0
  const worker = async () => {
    for (let number = next++; number < links; number = next++) {
      ends.push(await follow(await errand(ground), behaviour, { number, ground }))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return {
    behaviour: behaviour.name,
    links,
    burnt: ends.filter(({ burnt }) => burnt).length,
    sessions: ends.reduce((sum, { sessions }) => sum + sessions, 0),
    people: ends.filter(({ hindrance }) => hindrance === null).length,
    hindrances: ends.flatMap(({ hindrance }) => hindrance ?? []),
  }
}

type End = { readonly burnt: boolean; readonly sessions: number; readonly hindrance: string | null }

async function follow(errand: Errand, behaviour: Behaviour, at: { readonly number: number; readonly ground: Ground }) {
  const url = behaviour.delivered(errand.url, at.number)
  await behaviour.scan({ url, baseUrl: at.ground.baseUrl })
  return { burnt: await errand.isBurnt(), sessions: await errand.sessions(), hindrance: await errand.hindered(url) }
}
