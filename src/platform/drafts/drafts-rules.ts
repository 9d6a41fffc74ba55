/**
 * Days that unfinished answers are kept after the last of them: longer than any link that a journey can begin with (21 days).
 * Said on the privacy page.
 */
export const DRAFT_DAYS = 28
