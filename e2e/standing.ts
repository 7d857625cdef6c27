/** There is always air and light: two alarms that nothing ends. */
export const STANDING = ['concentration', 'illuminance'].map((quantity) => ({
  id: quantity,
  title: 'Air',
  kind: 'limit',
  connection: 'bridge',
  quantity,
  high: { at: 1 },
}));
