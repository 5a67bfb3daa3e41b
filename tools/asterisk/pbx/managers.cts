export interface ManagerUser {
	name: string;
	secret: string;
	/** The address the user may come from. */
	permit: string;
	read: string;
	write: string;
	severalLogins: 'yes' | 'no';
}

const fromHere = { permit: '127.0.0.1', severalLogins: 'yes' } as const;

/** The AMI users of the bench, so that rights can be tested. */
export const managerUsers = {
	/** For the bench itself. */
	harness: { ...fromHere, name: 'harness', secret: 'harness-secret', read: 'all', write: 'all' },
	/** For the code under test: the rights that the README asks for. */
	n8n: {
		...fromHere,
		name: 'n8n',
		secret: 'n8n-secret',
		read: 'call,cdr,agent',
		write: 'agent,call,originate,reporting',
	},
	/** May order, but see no events. */
	noEvents: {
		...fromHere,
		name: 'noevents',
		secret: 'noevents-secret',
		read: '',
		write: 'call,originate,reporting',
	},
	onlyReporting: {
		...fromHere,
		name: 'onlyreporting',
		secret: 'onlyreporting-secret',
		read: 'reporting',
		write: 'reporting',
	},
	/** May sign in, and no more. */
	nothing: { ...fromHere, name: 'nothing', secret: 'nothing-secret', read: '', write: '' },
	/** May sign in from another loopback address only. */
	elsewhere: {
		...fromHere,
		name: 'elsewhere',
		secret: 'elsewhere-secret',
		permit: '127.0.0.2',
		read: 'call,cdr',
		write: 'call,originate,reporting',
	},
	/** May be signed in once at a time. */
	once: {
		...fromHere,
		name: 'once',
		secret: 'once-secret',
		severalLogins: 'no',
		read: 'call,cdr',
		write: 'call,originate,reporting',
	},
} satisfies Record<string, ManagerUser>;
