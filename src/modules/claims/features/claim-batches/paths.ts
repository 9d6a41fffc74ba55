/** Where payments and clawbacks are prepared and sent. */
export const PATH = '/staff/claims/batches'
