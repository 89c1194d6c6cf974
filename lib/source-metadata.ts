/** Metadata key of a function: its source file, which the local run loads instead of a bundle (local/functions.ts). */
export const sourceMetadataKey = 'listening-path:source';
