import { z } from 'zod'

/** How the teaching record is reached; null asks for the local one, outside production only. */
export type TeachingRecordConfig = { readonly url: string; readonly key: string } | null

export const teachingRecordSettings = {
  TEACHING_RECORD_URL: z.url().optional(),
  TEACHING_RECORD_KEY: z.string().trim().min(1).optional(),
}

const Settings = z.object(teachingRecordSettings)
type Settings = z.output<typeof Settings>

export const teachingRecordConfig = ({
  TEACHING_RECORD_URL: url,
  TEACHING_RECORD_KEY: key,
}: Settings): TeachingRecordConfig => (url && key ? { url, key } : null)

type Fault = readonly [boolean, string]

export const halfConfiguredTeachingRecord = (env: Settings): readonly Fault[] => [
  [
    (env.TEACHING_RECORD_URL === undefined) !== (env.TEACHING_RECORD_KEY === undefined),
    'Set TEACHING_RECORD_URL and TEACHING_RECORD_KEY together',
  ],
]

/** The stand-in's key, which is written in the source. */
export const STAND_IN_KEY = 'a-teaching-record-key-that-guards-nothing'

export const unsafeTeachingRecord = (env: Settings): readonly Fault[] => [
  [!env.TEACHING_RECORD_URL, 'TEACHING_RECORD_URL is not set: the local teaching record knows invented teachers only'],
  [
    env.TEACHING_RECORD_URL !== undefined && !env.TEACHING_RECORD_URL.startsWith('https://'),
    'TEACHING_RECORD_URL must begin with https://',
  ],
  [env.TEACHING_RECORD_KEY === STAND_IN_KEY, 'TEACHING_RECORD_KEY is the key of the local teaching record'],
]
