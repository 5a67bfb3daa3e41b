import { Failure } from '../../../pbx/model/failure';
import { pbxApi } from '../../../transport/credential';
import { SharedPoll, type Subscriber } from './sharedPoll';

/** The polls of this process, by the id of the credential. */
const polls = new Map<string, SharedPoll>();

/** The poll of a credential; undefined where no trigger needs one. */
export function pollOf(
	credentialId: string,
): Pick<SharedPoll, 'receivers' | 'failure'> | undefined {
	return polls.get(credentialId);
}

/** Ends the subscription; the last one of a credential ends its poll. */
type Unsubscribe = () => Promise<void>;

/** Subscribes to the events of the PBX of the node's credential. */
export async function subscribe(
	subscriber: Subscriber,
	keepTrying: (failure: Failure) => boolean = () => false,
): Promise<Unsubscribe | Failure> {
	const { credentials, id } = subscriber.context.getNode();
	const key = credentials?.[pbxApi]?.id ?? id;
	const poll = polls.get(key) ?? new SharedPoll();
	polls.set(key, poll);
	const unsubscribe = async () => {
		// One that is no longer used is not used again: it may be signing off.
		const isLast = poll.isOnly(subscriber);
		if (isLast && polls.get(key) === poll) polls.delete(key);
		await poll.remove(subscriber);
	};
	const failure = await poll.add(subscriber, keepTrying);
	if (!failure || keepTrying(failure)) return unsubscribe;
	await unsubscribe();
	return failure;
}
