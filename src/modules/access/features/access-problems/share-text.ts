/** "83%", or that nothing is decided yet. */
export const shareText = (share: number | null): string =>
  share === null ? 'Not known' : `${Math.round(share * 100)}%`
