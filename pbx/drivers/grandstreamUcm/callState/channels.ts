/** What a channel's name says of its phone. */
export interface ChannelName {
	technology: string;
	/** The extension of a phone, or the name of a trunk: `2001` of `PJSIP/2001-0000026f`. */
	peer: string;
}

/** Reads `PJSIP/2001-0000026f`; undefined for what is no phone and no trunk. */
export function channelName(channel: string): ChannelName | undefined {
	const [, technology, peer] =
		/^(PJSIP|SIP|IAX2|DAHDI)\/([^/@]{1,80})-[0-9a-f]{1,16}$/i.exec(channel) ?? [];
	if (technology === undefined || peer === undefined) return undefined;
	return { technology: technology.toUpperCase(), peer };
}

/** The number that an internal leg calls: `2005` of `Local/2005@from-internal-00000012;1`. */
export function localNumber(channel: string): string | undefined {
	return /^Local\/(\d{1,32})@from-internal/i.exec(channel)?.[1];
}

/** The extension of a phone's channel by its name; an analogue port does not say which it has. */
export function phoneNumber(channel: string): string | undefined {
	const name = channelName(channel);
	if (name === undefined || name.technology === 'DAHDI') return undefined;
	return /^\d+$/.test(name.peer) ? name.peer : undefined;
}

/** Orders the unique ids of channels, `1747307232.1022`, by when the channels were made. */
export function olderFirst(one: string, other: string): number {
	const [first, second] = [idParts(one), idParts(other)];
	if (first === undefined || second === undefined) return 0;
	return first.seconds - second.seconds || first.count - second.count;
}

function idParts(id: string): { seconds: number; count: number } | undefined {
	const [, seconds, count] = /^(\d{1,12})\.(\d{1,12})$/.exec(id) ?? [];
	return seconds === undefined ? undefined : { seconds: Number(seconds), count: Number(count) };
}
