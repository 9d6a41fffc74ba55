import { initAll } from 'govuk-frontend'

/** Between two looks at long work, in milliseconds. */
const LOOK_EVERY = 2000

initAll()

for (const shown of document.querySelectorAll('[data-module="app-progress"]')) follow(shown)

/** Shows how far long work is; once the page shows something else, goes there. A failed look is tried again. */
async function follow(shown) {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
    const response = await fetch(location.href, { redirect: 'manual' }).catch(() => null)
    if (response === null || response.status >= 500 || response.status === 429) continue
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const now = page.querySelector('[data-module="app-progress"]')
    if (now === null) return location.reload()
    if (now.textContent !== shown.textContent) shown.replaceChildren(...now.childNodes)
  }
}
