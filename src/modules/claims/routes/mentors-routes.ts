import { action, page, type Route } from '#src/platform/http/route.ts'
import { sendAdd, showAdd } from '../features/mentors/add-mentor.tsx'
import { sendNumber, showNumber } from '../features/mentors/mentor-number.tsx'
import { type MentorPlace, mentorOfAddress, sendRemoval, showRemoval } from '../features/mentors/mentor-removal.tsx'
import { showMentors } from '../features/mentors/mentors.ts'
import {
  type FilePlace,
  fileOfAddress,
  sendUpload,
  settlePreview,
  showPreview,
  showUpload,
} from '../features/mentors/mentors-file.ts'
import { addMentor } from '../mentors/add-mentor.ts'
import { checkNumber } from '../mentors/check-number.ts'
import { mentorPolicy } from '../mentors/mentor-policy.ts'
import { previewMentorsFile } from '../mentors/preview-mentors-file.ts'
import { removeMentor } from '../mentors/remove-mentor.ts'
import { settleMentorsFile } from '../mentors/settle-mentors-file.ts'
import { type SchoolPlace, schoolOfAddress } from '../places/school-place.ts'

const HERE = '/organisations/:organisationId/mentors'
const change = { feature: 'mentors', policy: mentorPolicy.change, load: schoolOfAddress } as const
const one = { feature: 'mentors', policy: mentorPolicy.change, load: mentorOfAddress } as const
const file = { feature: 'mentors', policy: mentorPolicy.change, load: fileOfAddress } as const

/** The mentors of a school. */
export const mentorsRoutes: readonly Route[] = [
  page<SchoolPlace>(`GET ${HERE}`, {
    feature: 'mentors',
    policy: mentorPolicy.view,
    load: schoolOfAddress,
    handle: showMentors,
  }),
  page<SchoolPlace>(`GET ${HERE}/new`, { ...change, handle: showAdd }),
  action<SchoolPlace>(`POST ${HERE}/new`, { ...change, commands: [addMentor], handle: sendAdd }),
  page<SchoolPlace>(`GET ${HERE}/file`, { ...change, handle: showUpload }),
  action<SchoolPlace>(`POST ${HERE}/file`, {
    ...change,
    upload: { maxMegabytes: 1 },
    commands: [previewMentorsFile],
    handle: sendUpload,
  }),
  page<FilePlace>(`GET ${HERE}/file/:mentorFileId`, { ...file, handle: showPreview }),
  action<FilePlace>(`POST ${HERE}/file/:mentorFileId`, {
    ...file,
    commands: [settleMentorsFile],
    handle: settlePreview,
  }),
  page<MentorPlace>(`GET ${HERE}/:mentorId/number`, { ...one, handle: showNumber }),
  action<MentorPlace>(`POST ${HERE}/:mentorId/number`, { ...one, commands: [checkNumber], handle: sendNumber }),
  page<MentorPlace>(`GET ${HERE}/:mentorId/removal`, { ...one, handle: showRemoval }),
  action<MentorPlace>(`POST ${HERE}/:mentorId/removal`, { ...one, commands: [removeMentor], handle: sendRemoval }),
]
