export const noChromium: string;
export function chromium(): Promise<string | undefined>;
