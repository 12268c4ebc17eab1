/** Reads the `Host` header. */

/** Whether a text is a host, with or without a port. The parser of URLs would also accept a user, a path and the like. */
export const isHost = (text: string): boolean => /^[\w.\-:[\]]+$/.test(text);
