const last = new Map<string, Promise<unknown>>();

/** Runs what concerns the same PBX one after the other, so that the last to come is the last to act. */
export async function runExclusive<Result>(
	pbx: string,
	act: () => Promise<Result>,
): Promise<Result> {
	const before = last.get(pbx);
	const turn = before === undefined ? act() : before.then(act, act);
	last.set(pbx, turn);
	try {
		return await turn;
	} finally {
		if (last.get(pbx) === turn) last.delete(pbx);
	}
}
