/** Text as bytes, and bytes as text. */

/** It drops a byte order mark in front. */
export const decoder = new TextDecoder();

export const encoder = new TextEncoder();
