export type Log = (line: string) => void;

export const silent: Log = () => {};

/** A long step says that it is still alive, so that it is not taken for hung. */
export async function withProgress<T>(log: Log, step: string, work: Promise<T>): Promise<T> {
	const begun = Date.now();
	const seconds = () => Math.round((Date.now() - begun) / 1000);
	const pulse = setInterval(() => log(`  … ${step} (${seconds()} s so far)`), 20_000);
	try {
		const result = await work;
		if (seconds() > 2) log(`  done in ${seconds()} s`);
		return result;
	} finally {
		clearInterval(pulse);
	}
}
