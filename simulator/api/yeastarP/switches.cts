/**
 * What Yeastar's documentation of the P-Series leaves open, or what boxes were seen to do in more than
 * one way. The first value of each is what the simulator does by default.
 */
export const switchValues = {
	/** Not documented: whether a second `get_token` ends the first token; 8 slots speak against it. */
	secondSignIn: ['keepsFirst', 'killsFirst'],
	/** Not documented: whether the access token before a refresh lives on until it expires. */
	refreshedToken: ['killsOld', 'keepsOld'],
	/** Not documented: whether a refresh token can be used again. */
	usedRefreshToken: ['invalid', 'valid'],
	/** Seen in 70004's reply, without a description. */
	blockExpireTime: ['secondsLeft', 'epochSeconds', 'absent'],
	/** Documented as required; boxes were seen to answer 40002 without it. */
	missingUserAgent: ['40002', 'accepted'],
	/** Documented: the PBX closes after each reply. */
	connection: ['close', 'keepAlive'],

	/** All three were seen of `call/query` while nobody talks. */
	noCalls: ['emptyList', 'absent', '60001'],
	/** The Cloud edition was seen to leave it out. */
	extensionMember: ['present', 'absent'],
	/** A public type definition knows `internal` for the ends of an internal call. */
	internalMember: ['extension', 'internal'],
	/** Documented as text; the other forms were seen. */
	memberNumber: ['text', 'number', 'channel', 'address'],
	/** Not documented: whether, and how, `call/query` shows a supervisor's connection. */
	monitoringShownAs: ['ownCall', 'memberOfTheCall', 'nothing'],
	/** Seen: about 3 s pass until `call/query` shows a call that `call/dial` began. */
	dialledCall: ['atOnce', 'afterThreeSeconds'],

	/** "otherwise the API call would not take effect": an error or a silent success. */
	monitoringNotAllowed: ['10009', '10005', 'success'],
	/** The page does not mention the supervisor's own mode. */
	modeNotAllowed: ['10009', '10005', 'success'],
	/** The page does not mention a supervisor who is in a call. */
	busySupervisor: ['10009', '-1', 'success'],
	/** Not documented. */
	unknownSupervisor: ['40002', '60001'],
	/** Not documented: an unknown caller of `call/dial`. */
	unknownCaller: ['40002', '60001'],
	/** The Chinese table prints it with a typing error. */
	channelNotFoundText: ['CHANNEL ID NOT FOUND', 'CAHNNEL ID NOT FOUND'],
	/** No page of `call/hold` was seen; `call/mute` answers `call_id`. */
	holdReply: ['callId', 'plain'],

	/** Not documented: what `call/record_pause` answers in a call that is not recorded. */
	notRecorded: ['10009', 'success'],
	/** Not documented: whether `complete` is accepted before the target has answered. */
	earlyComplete: ['70132', 'success'],
	/** Not documented: how `call/query` shows who asks a target before a transfer. */
	consultationShownAs: ['ownCall', 'memberOfTheCall'],

	/** Not documented: whether `queue/search` finds one queue or shows all. */
	queueSearch: ['filtered', 'unfiltered'],
	/** 60001 was seen of an idle queue, also beside empty lists. */
	idleQueue: ['emptyLists', '60001', '60001AndEmptyLists'],
	/** Not documented: an extension that is no agent of the queue, or is signed in there already. */
	agentRefused: ['10009', '60001', '40002', 'success'],
	/** Documented: without the subscription a request that names a reason fails; not how. */
	pauseReasons: ['subscribed', 'none'],
	/** Documented: `Paused`. The word for the end of a pause is not. */
	resumedWord: ['Unpaused', 'Idle', 'Available'],
	/** The sample writes `queue-6402`, those of the other two events of agents `6402`. */
	reportedQueue: ['queue-6402', '6402'],

	/** Older firmware may lack them. */
	dateFormats: ['present', 'absent'],
	/** Not documented: the order of `cdr/list` without `sort_by`. */
	defaultOrder: ['newestFirst', 'oldestFirst'],
	/** Seen on boxes, beside the documented `call_from` and `call_to` with name and number. */
	cdrNumberFields: ['present', 'absent'],
	/** Epoch seconds were seen on a P570, texts in the display format elsewhere. */
	searchTimes: ['epochSeconds', 'displayFormat'],
	/** Seen as a path; another firmware may name the whole address. */
	downloadAddress: ['path', 'absolute'],
	/** Whether calls are recorded. */
	recordings: ['off', 'on'],

	/** Documented as text; objects were seen. */
	webhookMessage: ['text', 'object'],
	/** Seen: the fields of `msg` beside `type` and `sn`. */
	webhookEnvelope: ['nested', 'flat'],
	/** The prefix was seen. */
	webhookSignature: ['plain', 'prefixed'],
	/** An event often holds one member only. */
	membersPerEvent: ['all', 'one'],
	/** Not documented: whether a webhook that was not answered with 2xx is sent again. */
	webhookRetry: ['no', 'yes'],
	/** Not documented: what the test button sends. */
	webhookTest: ['typed', 'empty'],
	/** Documented with members; `null` was seen. */
	failedMembers: ['listed', 'null'],
	/** Seen: a call id of 30015 has a counter of six digits, not that of 30011. */
	failedCallId: ['same', 'sixDigits'],
	/** Empty texts of 30012 may be a single space. */
	emptyText: ['empty', 'space'],
	/** Inbound calls of a controlled trunk are announced with 30016. */
	inboundControl: ['off', 'on'],
} as const;

type Values = typeof switchValues;
export type SwitchName = keyof Values;
export type Switches = { [Name in SwitchName]: Values[Name][number] };

export const switchNames = Object.keys(switchValues) as SwitchName[];

export const defaultSwitches: Switches = {
	secondSignIn: 'keepsFirst',
	refreshedToken: 'killsOld',
	usedRefreshToken: 'invalid',
	blockExpireTime: 'secondsLeft',
	missingUserAgent: '40002',
	connection: 'close',
	noCalls: 'emptyList',
	extensionMember: 'present',
	internalMember: 'extension',
	memberNumber: 'text',
	monitoringShownAs: 'ownCall',
	dialledCall: 'atOnce',
	monitoringNotAllowed: '10009',
	modeNotAllowed: '10009',
	busySupervisor: '10009',
	unknownSupervisor: '40002',
	unknownCaller: '40002',
	channelNotFoundText: 'CHANNEL ID NOT FOUND',
	holdReply: 'callId',
	notRecorded: '10009',
	earlyComplete: '70132',
	consultationShownAs: 'ownCall',
	queueSearch: 'filtered',
	idleQueue: 'emptyLists',
	agentRefused: '10009',
	pauseReasons: 'subscribed',
	resumedWord: 'Unpaused',
	reportedQueue: 'queue-6402',
	dateFormats: 'present',
	defaultOrder: 'newestFirst',
	cdrNumberFields: 'present',
	searchTimes: 'epochSeconds',
	downloadAddress: 'path',
	recordings: 'off',
	webhookMessage: 'text',
	webhookEnvelope: 'nested',
	webhookSignature: 'plain',
	membersPerEvent: 'all',
	webhookRetry: 'no',
	webhookTest: 'typed',
	failedMembers: 'listed',
	failedCallId: 'same',
	emptyText: 'empty',
	inboundControl: 'off',
};

function isSwitchName(name: string): name is SwitchName {
	return Object.hasOwn(switchValues, name);
}

/** Whether these are switches with values that they have. */
export function isSwitchChange(change: object): change is Partial<Switches> {
	return Object.entries(change).every(
		([name, value]) =>
			isSwitchName(name) && switchValues[name].some((allowed: string) => allowed === value),
	);
}
