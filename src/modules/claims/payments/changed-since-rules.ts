import { momentText, type Temporal } from '#src/kit/dates.ts'

type Entry = { readonly sentence: string; readonly by: string; readonly at: Temporal.Instant }

/** Somebody changed the claim while this page was open: who, what and when. What was typed is kept. */
export const changedSinceText = (newest: Entry | undefined): string =>
  newest === undefined
    ? 'The claim has changed since you opened this page. Look at it again, then decide'
    : `${newest.by} changed this claim at ${momentText(newest.at)}: ${newest.sentence}. Look at it again, then decide`
