/** How long ago a sheet may have been read to be as good as new: half a minute is nothing for periods that are over. */
export const freshSeconds = 30;
/** How old a sheet may be that is shown while it is read anew: from the morning to the evening of a working day. */
export const oldSecondsMax = 43_200;
