/** Who gets the events of a PBX, or why nobody does. */
export interface Delivery {
	/** One sentence, which the panel shows without being asked. */
	sentence: string;
	/** Since when, at which address and the like, which opening the list shows. */
	detail?: string;
	/** Whether events can arrive. */
	arrives: boolean;
}

/** `6 s ago` */
export function ago(sinceMs: number): string {
	const seconds = Math.round((Date.now() - sinceMs) / 1000);
	return seconds < 120 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
}
