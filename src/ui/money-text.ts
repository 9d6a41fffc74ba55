import * as kit from '#src/kit/money-text.ts'

// The history writes money so too, and knows no pages: that is why the words are made in the kit.

/** "£1,894.20": the one way in which pages show money. */
export const moneyText = kit.moneyText
