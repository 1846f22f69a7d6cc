/** Who may do what (definitions, section 4, the role table). */
export const ROLES = ['ingest', 'display', 'manager', 'admin', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** `public` needs no identity: liveness, the API's description, logging in. */
export type Permission = 'public' | 'send' | 'read' | 'drill' | 'edit' | 'tokens' | 'audit';

const GRANTS: Record<Role, readonly Permission[]> = {
	ingest: ['send'],
	display: ['read'],
	manager: ['read', 'drill', 'edit'],
	admin: ['tokens'],
	auditor: ['audit']
};

/** Somebody whom the gate knows. */
export interface Identity {
	/** Names the token; also the source of what it sends. Never the token itself. */
	id: string;
	/** `everything` is the open loopback server without AUTH_FILE. */
	role: Role | 'everything';
	cities: ReadonlySet<string> | 'all';
	/** A wall that took a one-time link: its cookie does not run out. */
	isDevice?: true;
}

export const LOCAL_IDENTITY: Identity = { id: 'local', role: 'everything', cities: 'all' };

export function may(identity: Identity | null, permission: Permission): boolean {
	if (permission === 'public') return true;
	if (!identity) return false;
	return identity.role === 'everything' || GRANTS[identity.role].includes(permission);
}

export function mayTouch(identity: Identity, city: string): boolean {
	return identity.cities === 'all' || identity.cities.has(city);
}
