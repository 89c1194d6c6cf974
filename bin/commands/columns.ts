/** Lines of columns: text to the left, numbers to the right. */
export const columns = (rows: readonly (readonly (string | number)[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => String(row[index] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const isLeft = rows.every((other) => typeof other[index] === 'string');
        return isLeft ? String(cell).padEnd(widths[index] ?? 0) : String(cell).padStart(widths[index] ?? 0);
      })
      .join('  ')
      .trimEnd(),
  );
};
