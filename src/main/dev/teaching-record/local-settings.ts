import { STAND_IN_KEY } from '../../config-teaching-record.ts'

/** Where the local teaching record stands, and the key that it knows. Production refuses the key. */
export const LOCAL_TEACHING_RECORD = {
  path: '/dev/teaching-record-api',
  key: STAND_IN_KEY,
} as const
