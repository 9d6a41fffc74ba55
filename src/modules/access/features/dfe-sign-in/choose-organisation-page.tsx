import { z } from 'zod'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { oneOf } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { RadioField } from '#src/ui/fields.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { Arrival } from '../../identities/arrivals-store.ts'
import { arrivalOverPage } from '../../identities/door-pages.tsx'
import { arrivalIn } from '../../identities/door-visit.ts'
import { chooseOrganisation } from './choose-organisation.ts'
import { goOn } from './handlers.tsx'

const DOOR = 'dfe-sign-in'
const ADDRESS = '/dfe-sign-in/organisation'

/** Asks somebody whom DfE Sign-in knows at several organisations for which of them they come. */
export async function showOrganisations(request: WebRequest): Promise<Reply> {
  const arrival = await arrivalIn(request, DOOR)
  return arrival ? show(organisationsPage(arrival)) : redirectTo('/dfe-sign-in')
}

export async function choose(request: WebRequest): Promise<Reply> {
  const arrival = await arrivalIn(request, DOOR)
  if (!arrival) return { kind: 'page', status: 403, page: arrivalOverPage(DOOR) }
  const ids = arrival.organisations.map(({ id }) => id)
  const Schema = z.object({ organisation: oneOf(ids, 'Select the organisation that you are signing in for') })
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) return showAgain(organisationsPage(arrival, parsed.errors))
  const { organisation } = parsed.values
  const chosen = await request.execute(chooseOrganisation, {
    arrivalId: arrival.id,
    browserHash: request.browserHash,
    organisation,
  })
  const chosenArrival = chosen.ok ? await arrivalIn(request, DOOR) : null
  return chosenArrival ? goOn(request, chosenArrival) : redirectTo('/dfe-sign-in')
}

const organisationsPage = ({ organisations, chosen }: Arrival, errors: readonly FieldError[] = []): Page =>
  formPage(
    freshForm(ADDRESS, { errors, back: '/dfe-sign-in', values: chosen ? { organisation: chosen.id } : {} }),
    { title: 'Which organisation are you signing in for?' },
    <RadioField
      name="organisation"
      legend="Which organisation are you signing in for?"
      heading
      hint="These are the organisations that DfE Sign-in knows you at"
      choices={organisations.map(({ id, name, urn, status, closedOn }) => ({
        value: id,
        text: urn ? `${name} (URN ${urn})` : name,
        ...(closedOn || status.name === 'Closed' ? { hint: 'Closed' } : {}),
      }))}
    />,
  )
