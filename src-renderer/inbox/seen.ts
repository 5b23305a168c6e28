/** As long as somebody needs to take in who it is. */
const seenAfterMs = 1000;

/**
 * For an element: calls, once and no more, when it was really before somebody's eyes for a moment: drawn, scrolled into
 * sight, in a window that is not hidden.
 */
export function whenSeen(onSeen: () => void) {
  return (element: HTMLElement) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let inSight = false;
    const weigh = () => {
      clearTimeout(timer);
      if (inSight && document.visibilityState === 'visible') timer = setTimeout(fire, seenAfterMs);
    };
    const stop = () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('visibilitychange', weigh);
    };
    // Once: what the person marks as unread after that stays so.
    const fire = () => {
      stop();
      onSeen();
    };
    const observer = new IntersectionObserver(([entry]) => {
      inSight = entry?.isIntersecting ?? false;
      weigh();
    });
    observer.observe(element);
    document.addEventListener('visibilitychange', weigh);
    return stop;
  };
}
