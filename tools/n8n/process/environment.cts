import { withoutNpmSettings } from '../install/npm.cts';

/** The user of the database; there is no password, because it answers on the loopback address only. */
export const postgresUser = 'n8n';

export interface LoopbackSettings {
	userFolder: string;
	port: number;
	brokerPort: number;
	logLevel: 'info' | 'debug';
	/** Where others reach its webhooks; its own address when absent. */
	webhookUrl?: string;
	/** How long it may finish its executions when it is asked to end. */
	shutdownSeconds: number;
	/** Modules that this n8n knows and that are not needed. */
	disabledModules: readonly string[];
}

/** An n8n that listens on the loopback address, needs no internet and sends no telemetry. */
export function loopbackEnvironment(
	outer: NodeJS.ProcessEnv,
	settings: LoopbackSettings,
): NodeJS.ProcessEnv {
	return {
		...withoutOuterSettings(outer),
		N8N_USER_FOLDER: settings.userFolder,
		N8N_ENCRYPTION_KEY: 'key of a throw-away n8n',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(settings.port),
		N8N_PROTOCOL: 'http',
		WEBHOOK_URL: `${settings.webhookUrl ?? `http://127.0.0.1:${settings.port}`}/`,
		N8N_RUNNERS_BROKER_PORT: String(settings.brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_ONBOARDING_FLOW_DISABLED: 'true',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: String(settings.shutdownSeconds),
		N8N_LOG_LEVEL: settings.logLevel,
		N8N_DISABLED_MODULES: settings.disabledModules.join(','),
		NO_COLOR: '1',
	};
}

/** For an n8n that hands its executions to workers, through a Redis on the loopback address. */
export function queueEnvironment(redisPort: number): NodeJS.ProcessEnv {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	};
}

/** For an n8n whose database is a PostgreSQL on the loopback address. */
export function postgresEnvironment(postgresPort: number): NodeJS.ProcessEnv {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgresPort),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: postgresUser,
		DB_POSTGRESDB_PASSWORD: '',
	};
}

/** What a webhook process needs beside the environment of its n8n. */
export function webhookProcessEnvironment(ports: {
	port: number;
	brokerPort: number;
}): NodeJS.ProcessEnv {
	return {
		N8N_PORT: String(ports.port),
		N8N_RUNNERS_BROKER_PORT: String(ports.brokerPort),
	};
}

/** What a worker needs beside the environment of its n8n. */
export function workerEnvironment(ports: {
	healthPort: number;
	brokerPort: number;
}): NodeJS.ProcessEnv {
	return {
		N8N_RUNNERS_BROKER_PORT: String(ports.brokerPort),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(ports.healthPort),
	};
}

/** The settings of a developer's own n8n, of Jest and of a proxy are not ours. */
function withoutOuterSettings(outer: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const foreign =
		/^(N8N_|DB_|QUEUE_|EXECUTIONS_|OFFLOAD_|WEBHOOK_|NODES_|CREDENTIALS_|JEST_|NODE_ENV$|NODE_OPTIONS$|(https?|all|no)_proxy$)/i;
	return withoutNpmSettings(
		Object.fromEntries(Object.entries(outer).filter(([name]) => !foreign.test(name))),
	);
}
