import { createHash } from 'node:crypto'
import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { WindowId } from '../years/claim-year.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { sampleDrawn } from './audit-events.ts'
import { candidatesOf } from './candidates-queries.ts'
import { SampleId } from './sample.ts'
import { chooseForAudit } from './sample-rules.ts'
import { insertSample } from './samples-store.ts'
import { lockSampling } from './sampling-store.ts'

const Percent = z.int().min(0).max(100)

/**
 * Draws paid claims of a window for audit and keeps what was drawn, from what and by which seed. Without settings the figures that
 * are in force count. Refuses where nothing is left to draw from. Nothing is sent yet.
 */
export const drawSample = command({
  name: 'claims.draw-sample',
  input: z.object({
    windowId: WindowId,
    /** What the random order follows from: the same seed draws the same claims. */
    seed: z.string().trim().min(1).max(60),
    valuePercent: Percent.nullable(),
  }),
  refusals: ['nothing-to-draw', 'below-least-share'],
  records: [sampleDrawn.name],
  async run({ tx, actor, now, refuse }, { windowId, seed, valuePercent }) {
    demand(claimPolicy.support(actor, undefined))
    await lockSampling(tx, windowId)
    const figures = await figuresOn(tx, now)
    const least = figures['sampled-value-share']
    if (valuePercent !== null && valuePercent < least) return refuse('below-least-share', { least })
    const settings = {
      highValuePence: figures['high-value-school'],
      mentorSubmittedPercent: figures['mentor-submitted-share'],
      valuePercent: valuePercent ?? least,
    }
    const candidates = await candidatesOf(tx, windowId)
    const choices = chooseForAudit({ candidates, settings, rank: rankBy(seed) })
    if (choices.length === 0) return refuse('nothing-to-draw')
    const id = newId<string>()
    const by = { accountId: actor.accountId, name: actor.name }
    const counts = await insertSample(tx, { id, windowId, seed, settings, candidates, choices, by, now })
    const populationPence = candidates.reduce((sum, { pence }) => sum + pence, 0)
    return {
      value: { sampleId: SampleId.parse(id) },
      events: [
        sampleDrawn.of([{ kind: 'claim-rules', id: windowId }], {
          ...{ seed, settings, population: candidates.length, populationPence, ...counts },
        }),
      ],
    }
  },
})

/** The random order of a sample: claims by the SHA-256 of "seed:claim", which any spreadsheet of hashes repeats. */
const rankBy = (seed: string) => (claimId: string) => createHash('sha256').update(`${seed}:${claimId}`).digest('hex')
