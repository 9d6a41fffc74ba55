import { idOf } from '#src/kit/ids.ts'
import type { Steps } from '#src/kit/journey.ts'
import { type Draft, type DraftKey, findDraft } from '#src/platform/drafts/drafts-store.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import type { JourneyPages } from './journey-config.ts'

/** A draft as a request finds it. `lost`: it never was, is too old, or is somebody else's, which cannot be told apart. */
export type Opened<Subject> =
  | { readonly state: 'finished'; readonly leadsTo: string }
  | { readonly state: 'lost'; readonly subject: Subject }
  | OpenDraft<Subject>

export type OpenDraft<Subject> = {
  readonly state: 'open'
  readonly subject: Subject
  readonly draft: Draft
  readonly key: DraftKey
}

const DraftId = idOf('Draft')

/** Null when what the journey is about is not there for this visitor. */
export async function openDraft<S extends Steps, Subject, Facts>(
  pages: JourneyPages<S, Subject, Facts>,
  request: WebRequest,
): Promise<Opened<Subject> | null> {
  const key = keyOf(pages, request)
  const draft = await find(key, request)
  if (draft?.leadsTo) return { state: 'finished', leadsTo: draft.leadsTo }
  const subject = await pages.load(request)
  if (subject === null) return finishedMeanwhile(key, request)
  return key && draft ? { state: 'open', subject, draft, key } : { state: 'lost', subject }
}

/** Another draft than this one never answers: of another journey, address, version or owner. */
export function keyOf<S extends Steps, Subject, Facts>(
  { at, journey, owner }: JourneyPages<S, Subject, Facts>,
  request: WebRequest,
): DraftKey | null {
  const whose = owner(request)
  return whose === null
    ? null
    : { journey: journey.name, version: journey.version, subject: addressOf(at, request), owner: whose }
}

/** The journey's address in this request: `/schools/:urn/…` becomes `/schools/100001/…`. */
export const addressOf = (at: string, request: WebRequest): string =>
  at.replace(/:([A-Za-z]+)/g, (_whole, name: string) => encodeURIComponent(request.params[name] ?? ''))

async function find(key: DraftKey | null, request: WebRequest): Promise<Draft | null> {
  const id = DraftId.safeParse(request.params['draft'])
  return key && id.success ? findDraft(request.db, { key, id: id.data, now: request.now }) : null
}

/** The second of a double click: the first has just used up what the journey was about. */
async function finishedMeanwhile(key: DraftKey | null, request: WebRequest): Promise<Opened<never> | null> {
  const draft = await find(key, request)
  return draft?.leadsTo ? { state: 'finished', leadsTo: draft.leadsTo } : null
}
