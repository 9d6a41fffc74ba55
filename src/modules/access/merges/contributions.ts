import { accessMergeContribution } from './access-contribution.ts'
import type { MergeContribution } from './merge-contribution.ts'
import { peopleContribution } from './people-contribution.ts'

/** What access itself and the directory do when two people turn out to be one. Other modules' come after these. */
export const ownMergeContributions: readonly MergeContribution[] = [peopleContribution, accessMergeContribution]
