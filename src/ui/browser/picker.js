import 'accessible-autocomplete'

const { accessibleAutocomplete } = window

/** Letters typed before suggestions are asked for, and the pause in typing that asks. */
const FEWEST = 3
const PAUSE = 200

for (const picker of document.querySelectorAll('[data-module="app-school-picker"]')) enhance(picker)

/** Puts suggestions under the text input, which keeps its name, its value and everything that describes it. */
function enhance(picker) {
  const input = picker.querySelector('input')
  if (input === null) return
  const describedBy = input.getAttribute('aria-describedby')
  const holder = document.createElement('div')
  input.replaceWith(holder)
  accessibleAutocomplete({
    element: holder,
    id: input.id,
    name: input.name,
    defaultValue: input.value,
    minLength: FEWEST,
    confirmOnBlur: false,
    displayMenu: 'overlay',
    inputClasses: input.className,
    source: suggestions(picker.dataset.source),
    templates: { inputValue: chosenText, suggestion: wordsOf },
    tNoResults: () => picker.dataset.none,
    onConfirm: (chosen) => pick(picker, chosen),
  })
  const made = picker.querySelector(`#${CSS.escape(input.id)}`)
  if (made !== null && describedBy !== null) keepDescribed(made, describedBy)
  if (made !== null) made.spellcheck = false
  if (made !== null) sendPicked(picker, made)
}

/** Where a page says so, a chosen suggestion is an answer: its form is sent instead of the search. */
function sendPicked(picker, input) {
  const field = document.getElementById(picker.dataset.picksInto ?? '')
  if (field === null) return
  // Who types on after choosing has chosen nothing.
  input.addEventListener('input', () => {
    field.removeAttribute('name')
    sayOnButton(input.form, 'Search')
  })
  input.form.addEventListener('submit', (event) => {
    if (!field.name) return
    event.preventDefault()
    field.form.requestSubmit()
  })
}

function pick(picker, chosen) {
  const field = document.getElementById(picker.dataset.picksInto ?? '')
  if (field === null || chosen === undefined) return
  field.value = chosen.id
  field.name = field.dataset.name
  sayOnButton(picker.closest('form'), 'Continue')
}

function sayOnButton(form, words) {
  const button = form.querySelector('button')
  if (button !== null) button.textContent = words
}

/** Only the answer to what was typed last is shown. Without an answer there are no suggestions, and the form still works. */
function suggestions(source) {
  let latest = 0
  let timer
  return (typed, show) => {
    const asked = ++latest
    clearTimeout(timer)
    timer = setTimeout(async () => {
      const answer = await fetch(withQuery(source, typed))
        .then((response) => (response.ok ? response.json() : []))
        .catch(() => [])
      if (asked === latest) show(Array.isArray(answer) ? answer : [])
    }, PAUSE)
  }
}

function withQuery(source, typed) {
  const url = new URL(source, window.location.href)
  url.searchParams.set('q', typed)
  return url
}

/** The widget writes its own hint over the input's; both are said. */
function keepDescribed(input, describedBy) {
  const join = () => {
    const now = input.getAttribute('aria-describedby') ?? ''
    if (!now.startsWith(describedBy)) input.setAttribute('aria-describedby', `${describedBy} ${now}`.trim())
  }
  join()
  new MutationObserver(join).observe(input, { attributeFilter: ['aria-describedby'] })
}

// A declaration, so that it is there when the loop above runs.
function chosenText(school) {
  if (typeof school !== 'object') return school
  return school.urn ? `${school.name} (${school.urn})` : school.name
}

/** The widget takes markup here, so every word is escaped. */
function wordsOf(school) {
  if (typeof school !== 'object') return escaped(school)
  return `${escaped(school.name)} <span class="autocomplete__option-hint">${escaped(school.place)}</span>`
}

function escaped(text) {
  const element = document.createElement('span')
  element.textContent = text ?? ''
  return element.innerHTML
}
