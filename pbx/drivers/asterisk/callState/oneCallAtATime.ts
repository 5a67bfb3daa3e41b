/** Phones that this n8n is calling, each with its PBX. */
const beingCalled = new Set<string>();

/**
 * Calls a phone unless another execution does so at this moment: the channels of the PBX show such a
 * call too late. Processes of their own, such as the workers of a queue, do not know of each other.
 */
export async function oneCallAtATime<T>(
	phone: string,
	call: () => Promise<T>,
): Promise<T | 'beingCalled'> {
	if (beingCalled.has(phone)) return 'beingCalled';
	beingCalled.add(phone);
	try {
		return await call();
	} finally {
		beingCalled.delete(phone);
	}
}
