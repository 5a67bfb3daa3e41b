/**
 * What Grandstream's documentation leaves open, or what programs of others show in more than one way. The
 * first value of each is what the simulator does by default.
 */
export const switchValues = {
	/** Clients take both -6 and -8 for a cookie that is too old. */
	expiredCookie: ['-6', '-8'],
	/** Not documented: what a request without any cookie gets. */
	missingCookie: ['-6', '-5'],
	/** Not documented: whether use makes a cookie live on; clients renew it all the same. */
	cookieLife: ['fixed', 'prolongedByUse'],
	/** Not documented: whether a second login ends the first cookie. */
	secondLogin: ['keepsFirst', 'killsFirst'],
	/** Not documented: whether a new challenge makes an older one worthless. */
	openChallenges: ['all', 'newestOnly'],
	/** Not documented: what a user name that does not exist gets, and when. */
	unknownUser: ['-37AtLogin', '-37AtChallenge', '-71AtChallenge'],
	/** One client reads the tries and seconds that are left from a refused login. */
	remaining: ['numbers', 'texts', 'absent'],
	/** The documentation speaks of a blacklist, but of no number of tries. */
	triesBeforeBlock: ['5', '3', '10'],
	/** Both numbers are listed: login restriction, login forbidden. */
	blockedStatus: ['-70', '-68'],
	/** One client is refused when it signs in again within about a second. */
	loginBurst: ['allowed', '-45'],
	/** Clients wait 15 seconds after -45; how many requests are too many is not known. */
	requestRate: ['unlimited', '20PerSecond'],

	/** No header of a reply is printed. */
	contentType: ['application/json', 'text/html', 'none'],

	/** Clients find no `channel` or an empty one when nobody is in a call. */
	idleChannelList: ['absent', 'empty'],
	/** Not documented: how many rows a list has that was asked for without `item_num`. */
	defaultPageSize: ['all', '10'],
	/** The sample has the caller on side 1. */
	sides: ['callerFirst', 'calleeFirst'],
	/** Words of the same states differ in case and blanks. */
	stateWords: ['InUse', 'inuse', 'In Use'],
	/** `InUse` and `Busy` have both been seen. */
	inCallWord: ['InUse', 'Busy'],

	/** The web page knows a monitoring leg by `Call Bargin`; whether the API lists it is not known. */
	monitoringLeg: ['shown', 'shownWhenUp', 'hidden'],
	/** Not known: what such a leg has for its other party. */
	monitoredNumber: ['monitored', 'empty', 'supervisor'],
	/** The web page of 2014: while the supervisor is called, the channel is `<number>@from-internal`. */
	ringingLegName: ['local', 'phone'],
	/** The web page sends `w`, programs send `W`. */
	modeLetters: ['either', 'w', 'W'],
	/** By the web page `exten` is the monitored number; some programs send the supervisor's. */
	bargeExten: ['mustMatch', 'ignored'],
	/** Not documented: whether the order says that the supervisor's phone cannot be called. */
	busySupervisor: ['refused', 'accepted'],
	/** Not documented: whether rights of extensions bind a user of the API. */
	monitoringRights: ['ignored', 'enforced'],
	/** No page lists the refusals of call control. */
	refusals: ['byReason', '-1', '-15', '-9'],
	/** One program passes the channel of the extension that hands on; which party moves is not said. */
	transferMoves: ['otherParty', 'namedParty'],

	/** Clients read all three. */
	queueMembers: ['commas', 'ampersands', 'list'],
	/** The page of a queue asks for its members' states; whether every API user may is not known. */
	memberStates: ['shown', '-47'],

	/** Two clients get the records without the envelope of all other replies. */
	cdrEnvelope: ['none', 'response'],
	/** Not documented: a range without calls. */
	noRecords: ['emptyList', 'absent'],
	/** Calls with several legs are nested in the documentation; some clients read flat rows only. */
	cdrLegs: ['nested', 'flat'],
	/** Clients meet both for a call that was not answered. */
	unansweredAt: ['empty', 'zeros'],
	/** Clients cut an `@` off the end of a file name. */
	recordFiles: ['withAt', 'bare'],
	/** Whether calls are recorded at all. */
	recordings: ['off', 'on'],
	/** The clock of getSystemStatus has the zone behind it; getSystemGeneralStatus is not printed. */
	systemFields: ['underscores', 'hyphens'],
} as const;

type Values = typeof switchValues;
export type SwitchName = keyof Values;
export type Switches = { [Name in SwitchName]: Values[Name][number] };

export const switchNames = Object.keys(switchValues) as SwitchName[];

export const defaultSwitches: Switches = {
	expiredCookie: '-6',
	missingCookie: '-6',
	cookieLife: 'fixed',
	secondLogin: 'keepsFirst',
	openChallenges: 'all',
	unknownUser: '-37AtLogin',
	remaining: 'numbers',
	triesBeforeBlock: '5',
	blockedStatus: '-70',
	loginBurst: 'allowed',
	requestRate: 'unlimited',
	contentType: 'application/json',
	idleChannelList: 'absent',
	defaultPageSize: 'all',
	sides: 'callerFirst',
	stateWords: 'InUse',
	inCallWord: 'InUse',
	monitoringLeg: 'shown',
	monitoredNumber: 'monitored',
	ringingLegName: 'local',
	modeLetters: 'either',
	bargeExten: 'mustMatch',
	busySupervisor: 'refused',
	monitoringRights: 'ignored',
	refusals: 'byReason',
	transferMoves: 'otherParty',
	queueMembers: 'commas',
	memberStates: 'shown',
	cdrEnvelope: 'none',
	noRecords: 'emptyList',
	cdrLegs: 'nested',
	unansweredAt: 'empty',
	recordFiles: 'withAt',
	recordings: 'off',
	systemFields: 'underscores',
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
