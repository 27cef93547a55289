/** What loading a text throws that may not become a file: what is there stays as it is. */
export class Withheld extends Error {}
