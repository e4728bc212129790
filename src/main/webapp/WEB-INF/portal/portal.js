// Adds a button that copies to each block of code. The pages work without it.
if (navigator.clipboard) {
  for (const code of document.querySelectorAll('.code > pre:not(.answer)')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = 'Copied';
      setTimeout(() => (button.textContent = 'Copy'), 2000);
    });
    code.after(button);
  }
}
