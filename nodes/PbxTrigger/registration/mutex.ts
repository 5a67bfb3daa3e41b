const lastByKey = new Map<string, Promise<unknown>>();

/** Runs tasks with the same key one after the other, in the order of the calls. */
export async function runExclusive<Result>(
	key: string,
	task: () => Promise<Result>,
): Promise<Result> {
	const previous = lastByKey.get(key);
	const running = previous === undefined ? task() : previous.then(task, task);
	lastByKey.set(key, running);
	try {
		return await running;
	} finally {
		if (lastByKey.get(key) === running) lastByKey.delete(key);
	}
}
