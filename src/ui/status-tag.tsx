import { Tag } from './govuk.ts'
import type { Html } from './govuk-types.ts'
import { remembered } from './remembered.ts'
import { type StatusKey, statusOf } from './statuses.ts'

const made = remembered<Html>()

/** A status as a tag: only to be read, never a link or a button. */
export const StatusTag = ({ status }: { readonly status: StatusKey }): Html =>
  made(status, () => {
    const { text, colour } = statusOf(status)
    return Tag({ text, classes: `govuk-tag--${colour}` })
  })
