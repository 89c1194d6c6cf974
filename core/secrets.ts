import * as z from 'zod/mini';

/** The one secret of a deployment. Per source the current secret first, then the one being rotated out. */
export const DeploymentSecret = z.object({
  /** Hides customer ids in the table; a new one would make every customer a stranger. */
  customerKey: z.string().check(z.minLength(16)),
  sources: z.record(z.string(), z.array(z.string())),
  /** Per source the token for its tool's API, where events only name an object. */
  tokens: z.optional(z.record(z.string(), z.string())),
});
export type DeploymentSecret = z.infer<typeof DeploymentSecret>;
