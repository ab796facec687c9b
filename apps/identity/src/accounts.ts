/** Where people's accounts are. The subject is what the platform knows a person by; nothing else leaves this provider. */
export type Accounts = { knows(subject: string): boolean | Promise<boolean> };

/** An account that anybody may sign in to with one tap: demos only. */
export type PersonaAccount = {
  name: string;
  subject: string;
  displayName: string;
  label: string;
  hint: string;
};
