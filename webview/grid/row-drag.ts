/** Milliseconds between two steps while the pointer is held beyond the list's edge. */
const STEP = 40;
/** A hand that presses is never quite still. */
const STILL = 4;

/** Selecting rows by drawing the pointer over them: goes on by itself where the pointer is held outside. */
export class RowDrag {
  private timer = 0;

  constructor(private readonly draggedTo: (clientY: number) => void) {}

  start({ clientY: startY }: MouseEvent): void {
    let lastY = startY;
    let begun = false;
    const move = (event: MouseEvent) => {
      lastY = event.clientY;
      begun ||= Math.abs(lastY - startY) > STILL;
      if (begun) this.draggedTo(lastY);
    };
    const stop = () => {
      clearInterval(this.timer);
      window.removeEventListener('mousemove', move);
      window.removeEventListener('mouseup', stop);
      window.removeEventListener('blur', stop);
    };
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      if (begun) this.draggedTo(lastY);
    }, STEP) as unknown as number;
    window.addEventListener('mousemove', move);
    window.addEventListener('mouseup', stop);
    window.addEventListener('blur', stop);
  }
}
