import type { Endpoint } from '#src/platform/http/api/endpoint.ts'
import { applicationEndpoints } from './applications-endpoints.ts'
import { changeEndpoints } from './changes-endpoints.ts'
import { declarationReads } from './declarations/declaration-reads.ts'
import { participantEndpoints } from './participants/participants-endpoints.ts'
import { applicationWrites } from './writes/application-writes.ts'
import { declarationWrites } from './writes/declaration-writes.ts'
import { trainingWrites } from './writes/training-writes.ts'

/** Every address of the API for NPQ providers, by topic. */
export const endpoints: readonly Endpoint[] = [
  ...applicationEndpoints,
  ...applicationWrites,
  ...changeEndpoints,
  ...participantEndpoints,
  ...trainingWrites,
  ...declarationReads,
  ...declarationWrites,
]
