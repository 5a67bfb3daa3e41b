/** What several measurements of one thing come to. */
export interface Spread {
	median: number;
	least: number;
	most: number;
}

export function spreadOf(values: readonly number[]): Spread {
	return { median: quantile(values, 0.5), least: Math.min(...values), most: Math.max(...values) };
}

/** The value that this share of the others does not exceed; between two values in proportion. */
export function quantile(values: readonly number[], share: number): number {
	if (values.length === 0) throw new Error('Nothing was measured.');
	const sorted = [...values].sort((a, b) => a - b);
	const place = share * (sorted.length - 1);
	const below = sorted[Math.floor(place)] ?? 0;
	const above = sorted[Math.ceil(place)] ?? below;
	return below + (above - below) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
	return quantile(values, 0.5);
}

/** Round by round, how many times as fast the one was as the other. */
export function ratiosOf(own: readonly number[], rival: readonly number[]): number[] {
	return own.flatMap((time, round) => {
		const other = rival[round];
		return other === undefined ? [] : [other / time];
	});
}
